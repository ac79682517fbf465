package dev.holdfast.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What {@code localhost} stands for. */
final class Loopback {
    /** IPv4 first: most servers on one machine listen there. */
    static final List<InetAddress> BOTH = List.of(at(new byte[] {127, 0, 0, 1}), at(ipv6()));

    private Loopback() {}

    private static byte[] ipv6() {
        byte[] address = new byte[16];
        address[15] = 1;
        return address;
    }

    private static InetAddress at(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 4 or 16 bytes", e);
        }
    }
}
