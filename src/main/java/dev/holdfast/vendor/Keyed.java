package dev.holdfast.vendor;

import java.util.List;
import javax.crypto.Mac;

/** One key of a source with its MACs, one a thread: keying costs as much as signing a short body. */
final class Keyed {
    private final byte[] key;
    private final ThreadLocal<Mac> macs;

    Keyed(Algorithm algorithm, byte[] key) {
        this.key = key;
        this.macs = ThreadLocal.withInitial(() -> algorithm.keyed(key));
    }

    /** The MAC over the pieces, one after the other. */
    byte[] mac(List<byte[]> pieces) {
        Mac mac = macs.get();
        // Costs nothing after a whole turn; after a broken one the next request must not pay for it.
        mac.reset();
        for (byte[] piece : pieces) {
            mac.update(piece);
        }
        return mac.doFinal();
    }

    byte[] key() {
        return key;
    }
}
