package dev.holdfast.target;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses, as in {@code 10.0.0.0/8}. */
final class AddressBlock {
    /** Its first address, 4 or 16 bytes. */
    private final byte[] base;
    /** How many leading bits all its addresses share. */
    private final int bits;

    private AddressBlock(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /** A block from its text. */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            return new AddressBlock(
                    InetAddress.getByName(text.substring(0, slash)).getAddress(),
                    Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no block of addresses: " + text, e);
        }
    }

    /** Whether the address, 4 or 16 bytes, lies in it; an address of the other family never does. */
    boolean holds(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != base[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ base[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
