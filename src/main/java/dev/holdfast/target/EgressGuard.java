package dev.holdfast.target;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may be dialled. Pure: what it judges is what is dialled, after the name was looked up.
 *
 * <p>Java's own predicates are no help: {@code isSiteLocalAddress} does not know {@code fd00::/8}, and none knows the blocks
 * that carry an IPv4 address inside an IPv6 one. So the lists stand here, from IANA's special-purpose registries; for IPv6
 * only {@code 2000::/3} is in use, and all else is refused unless it is named.
 */
public enum EgressGuard {
    /** Targets that the operator configured: private networks too, and this machine when the URL itself names it. */
    INTERNAL,
    /** The same without public addresses: for what goes there in the clear. */
    NEARBY,
    /** Vendors' APIs, token and key endpoints: public addresses only. */
    VENDOR;

    private static final List<AddressBlock> LOOPBACK = blocks("127.0.0.0/8", "::1/128");

    private static final List<AddressBlock> PRIVATE =
            blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    /** Where clouds tell a machine its own credentials. Some of them lie in private or public blocks. */
    private static final List<AddressBlock> METADATA = blocks(
            "169.254.0.0/16",
            "fe80::/10",
            "fd00:ec2::/32",
            "fd20:ce::254/128",
            "100.100.100.200/32",
            "192.0.0.192/32",
            "168.63.129.16/32");

    private static final List<AddressBlock> SPECIAL = blocks(
            "0.0.0.0/8", // this network
            "100.64.0.0/10", // carrier-grade NAT
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarks
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private static final AddressBlock IPV6_IN_USE = AddressBlock.of("2000::/3");

    /**
     * Why an address may not be dialled, in a few words; null when it may.
     *
     * @param loopbackNamed whether the URL itself names loopback, see {@link TargetUrl#namesLoopback}
     */
    public @Nullable String refusal(InetAddress address, boolean loopbackNamed) {
        byte[] bytes = unmapped(address.getAddress());
        if (in(LOOPBACK, bytes)) {
            return this != VENDOR && loopbackNamed ? null : "loopback";
        }
        if (in(METADATA, bytes)) {
            return "link-local or a cloud's metadata";
        }
        if (in(PRIVATE, bytes)) {
            return this != VENDOR ? null : "private";
        }
        boolean unused = bytes.length == 16 && !IPV6_IN_USE.holds(bytes);
        if (unused || in(SPECIAL, bytes)) {
            return "reserved for a special purpose";
        }
        return this == NEARBY ? "public, and the connection is not encrypted" : null;
    }

    /** An IPv4 address that came as {@code ::ffff:a.b.c.d} is that IPv4 address to the kernel, so it is one here. */
    private static byte[] unmapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return Arrays.copyOfRange(address, 12, 16);
    }

    private static boolean in(List<AddressBlock> blocks, byte[] address) {
        for (AddressBlock block : blocks) {
            if (block.holds(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
