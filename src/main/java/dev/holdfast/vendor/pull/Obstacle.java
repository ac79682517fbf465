package dev.holdfast.vendor.pull;

/**
 * Why a walk gets no further.
 *
 * @param reason for people; quotes no secret and nothing of the vendor's data but its own error code
 */
public record Obstacle(Actor actor, String reason) {
    /** Who must act. */
    public enum Actor {
        /** Whoever runs the service: a credential, a permission, a parameter. */
        OPERATOR,
        /** The vendor: its answers contradict themselves or its documentation. */
        VENDOR,
        /** Whoever keeps the vendor's page: the vendor answers otherwise than the page says. */
        PAGE
    }
}
