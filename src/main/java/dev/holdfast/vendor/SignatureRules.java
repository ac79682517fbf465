package dev.holdfast.vendor;

/** What a signature must cover, or else say in words that it does not. */
final class SignatureRules {
    private SignatureRules() {}

    /** Unless the whole body is signed, the page says what is not proved. */
    static void coverage(PageFields fields, Signature.Proof proof) {
        boolean whole = !proof.signed().isEmpty()
                && proof.signed().stream()
                        .allMatch(signed -> signed.holdsBody(null, Filter.SORTED_JSON)
                                || signed.holds(Place.FORM, Filter.SORTED_PAIRS));
        if (!whole && !tiesBodyHash(fields)) {
            weakness(fields, "signed does not hold the whole body");
        }
    }

    /** A signed URL with the body's hash in it covers the body when the page demands that they are equal. */
    private static boolean tiesBodyHash(PageFields fields) {
        PageNode require = fields.get("require");
        return require != null
                && require.isMap()
                && require.fields().all().values().stream()
                        .anyMatch(node -> node.isText() && node.text().equals("{body|sha256-hex}"));
    }

    static void weakness(PageFields fields, String why) {
        if (!fields.has("weakness")) {
            fields.mistake("weakness", "is missing: " + why, "a sentence on what is not proved");
        }
    }

    /** A time that is not signed can be changed at will. */
    static void time(PageFields fields, Signature.Proof proof) {
        Signature.Stamp stamp = proof.stamp();
        boolean used = proof.signed().stream().anyMatch(signed -> signed.holds(Place.TIMESTAMP, null));
        if (stamp == null) {
            if (used) {
                fields.mistake("timestamp", "is missing, and signed has {timestamp}", "at, format, tolerance");
            }
            return;
        }
        boolean everywhere = proof.signed().stream().allMatch(signed -> signed.holds(Place.TIMESTAMP, null));
        boolean inBody = stamp.at().place() == Place.BODY
                && proof.signed().stream().allMatch(signed -> signed.holdsBody(null, Filter.SORTED_JSON));
        if (!everywhere && !inBody) {
            fields.mistake("timestamp", "is not signed", "{timestamp} in signed, or a time in the signed body");
        }
    }
}
