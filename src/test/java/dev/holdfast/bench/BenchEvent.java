package dev.holdfast.bench;

import java.time.OffsetDateTime;

/**
 * One event as an entity. Mapped in {@code bench-entity.xml} and not by annotations, so that the service's own
 * persistence never meets it.
 */
public class BenchEvent {
    private long id;
    private String source;
    private String type;
    private String deliveryId;
    private OffsetDateTime receivedAt;
    private byte[] payload;

    protected BenchEvent() {}

    BenchEvent(long id, String source, String type, String deliveryId, OffsetDateTime receivedAt, byte[] payload) {
        this.id = id;
        this.source = source;
        this.type = type;
        this.deliveryId = deliveryId;
        this.receivedAt = receivedAt;
        this.payload = payload;
    }
}
