package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    /** Bytes as they are: Java turns a mapped address into the IPv4 one before we see it, other sources may not. */
    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "192.0.0.192",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:0:53aa:64c::1",
                "2001:db8::1",
                "2001:10::1",
                "2001:20::1",
                "3fff::1",
                "5f00::1",
                "100::1",
                "::127.0.0.1",
                "::10.0.0.1",
                "::2",
                "4000::1",
                "::ffff:169.254.169.254",
                "::ffff:0.0.0.0",
                "::ffff:0:7f00:1"
            })
    void nobodyEverDials(String literal) throws UnknownHostException {
        for (EgressGuard guard : EgressGuard.values()) {
            assertNotNull(guard.refusal(address(literal), false), guard + " " + literal);
            assertNotNull(guard.refusal(address(literal), true), guard + " " + literal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.0.1", "::1", "::ffff:127.0.0.1"})
    void loopbackIsForTargetsThatNameIt(String literal) throws UnknownHostException {
        assertNull(EgressGuard.INTERNAL.refusal(address(literal), true));
        assertEquals("loopback", EgressGuard.INTERNAL.refusal(address(literal), false));
        assertEquals("loopback", EgressGuard.VENDOR.refusal(address(literal), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:10.1.2.3"
            })
    void privateNetworksAreForTargetsOnly(String literal) throws UnknownHostException {
        assertNull(EgressGuard.INTERNAL.refusal(address(literal), false));
        assertEquals("private", EgressGuard.VENDOR.refusal(address(literal), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
                "169.253.255.255", "192.1.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1", "2001:200::1",
                        "2003::1"
            })
    void publicAddressesAreForEveryone(String literal) throws UnknownHostException {
        assertNull(EgressGuard.INTERNAL.refusal(address(literal), false));
        assertNull(EgressGuard.VENDOR.refusal(address(literal), false));
    }

    /** The registries' lists, read as text and compared as numbers: another list and another way to compare. */
    @Test
    void agreesWithTheRegistries() throws IOException {
        List<Block> oracle = oracle();
        SplittableRandom random = new SplittableRandom(42);
        for (Block block : oracle) {
            for (BigInteger edge : List.of(block.first(), block.last())) {
                for (int step = -2; step <= 2; step++) {
                    compare(oracle, edge.add(BigInteger.valueOf(step)), block.length());
                }
            }
            for (int i = 0; i < 200; i++) {
                compare(
                        oracle,
                        block.first().add(new BigInteger(block.hostBits(), new java.util.Random(i))),
                        block.length());
            }
        }
        for (int i = 0; i < 100_000; i++) {
            compare(oracle, BigInteger.valueOf(random.nextInt() & 0xffff_ffffL), 4);
        }
    }

    private static void compare(List<Block> oracle, BigInteger number, int length) throws UnknownHostException {
        if (number.signum() < 0 || number.bitLength() > length * 8) {
            return;
        }
        byte[] bytes = new byte[length];
        byte[] significant = number.toByteArray();
        for (int i = 0; i < Math.min(length, significant.length); i++) {
            bytes[length - 1 - i] = significant[significant.length - 1 - i];
        }
        InetAddress address = InetAddress.getByAddress(bytes);
        if (address.getAddress().length != length) {
            return; // a mapped one: its IPv4 address has its own rows
        }
        String kind = oracle.stream()
                .filter(block -> block.length() == length && block.holds(number))
                .map(Block::kind)
                .findFirst()
                .orElse(length == 4 ? "public" : "never");
        String where = address.getHostAddress() + " is " + kind;
        boolean vendor = EgressGuard.VENDOR.refusal(address, true) == null;
        boolean internal = EgressGuard.INTERNAL.refusal(address, false) == null;
        boolean named = EgressGuard.INTERNAL.refusal(address, true) == null;
        assertEquals(kind.equals("public"), vendor, where);
        assertEquals(kind.equals("public") || kind.equals("private"), internal, where);
        assertEquals(!kind.equals("never"), named, where);
    }

    private static List<Block> oracle() throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EgressGuardTest.class.getResourceAsStream("special-addresses.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    blocks.add(Block.of(line.split("\\s+")));
                }
            }
        }
        return blocks;
    }

    private record Block(BigInteger first, int length, int hostBits, String kind) {
        static Block of(String[] words) throws UnknownHostException {
            byte[] base = InetAddress.getByName(words[0]).getAddress();
            return new Block(
                    new BigInteger(1, base), base.length, base.length * 8 - Integer.parseInt(words[1]), words[2]);
        }

        BigInteger last() {
            return first.add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.ONE);
        }

        boolean holds(BigInteger number) {
            return number.shiftRight(hostBits).equals(first.shiftRight(hostBits));
        }
    }
}
