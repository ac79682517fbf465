package dev.holdfast.vendor;

/** Numbers and answers as pages write them. */
final class Counts {
    private Counts() {}

    static int of(String text) throws Fault {
        if (!text.matches("0|[1-9][0-9]{0,8}")) {
            throw new Fault("'" + text + "' is no number", "digits");
        }
        return Integer.parseInt(text);
    }

    static int atLeastOne(String text) throws Fault {
        int count = of(text);
        if (count < 1) {
            throw new Fault("'" + text + "' is too few", "1 and more");
        }
        return count;
    }

    static double positive(String text) throws Fault {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?") || Double.parseDouble(text) <= 0) {
            throw new Fault("'" + text + "' is no number", "more than 0");
        }
        return Double.parseDouble(text);
    }

    /** {@code 20%} as 20. */
    static int percent(String text) throws Fault {
        if (!text.matches("([1-9][0-9]?|100)%")) {
            throw new Fault("'" + text + "' is no share", "1% to 100%");
        }
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    static boolean flag(String text) throws Fault {
        if (!text.equals("true") && !text.equals("false")) {
            throw new Fault("'" + text + "' is no answer", "true, false");
        }
        return text.equals("true");
    }
}
