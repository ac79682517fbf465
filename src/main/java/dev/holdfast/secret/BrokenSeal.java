package dev.holdfast.secret;

/** Something sealed does not open; the message says why, in words that follow its name, and holds no secret. */
public final class BrokenSeal extends Exception {
    private static final long serialVersionUID = 1;

    BrokenSeal(String why) {
        super(why);
    }

    /** Something sealed is there, and there is no key at all. */
    public static BrokenSeal withoutKeys() {
        return new BrokenSeal("is sealed, and no key is listed");
    }
}
