package dev.holdfast.vendor;

/** A text of a page that cannot be what stands there; whoever reads the page knows the line. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    private final String fault;
    private final String allowed;

    Fault(String fault, String allowed) {
        super(fault, null, false, false);
        this.fault = fault;
        this.allowed = allowed;
    }

    String fault() {
        return fault;
    }

    String allowed() {
        return allowed;
    }
}
