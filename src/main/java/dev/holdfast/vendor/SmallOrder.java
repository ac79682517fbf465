package dev.holdfast.vendor;

import java.math.BigInteger;
import java.util.Set;

/** The points of edwards25519 under which anybody can sign: a key that is one proves nothing. */
final class SmallOrder {
    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The y of one pair of points of order 8; the other pair's is its negative. */
    private static final BigInteger ORDER_EIGHT =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    private static final Set<BigInteger> YS = Set.of(
            BigInteger.ZERO, BigInteger.ONE, PRIME.subtract(BigInteger.ONE), ORDER_EIGHT, PRIME.subtract(ORDER_EIGHT));

    private SmallOrder() {}

    static boolean holds(BigInteger y) {
        return YS.contains(y.mod(PRIME));
    }
}
