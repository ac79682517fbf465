package dev.holdfast.admin;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A kind of refused request, kept for an admin: when the last one came, from where, and how many it stands for. */
@Entity
@Table(name = "refusal")
public class Refusal {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public @Nullable Long id;

    public Instant at = Instant.EPOCH;
    public String source = "";
    public String cause = "";
    public String peer = "";
    public int bytes;
    public int seen;
}
