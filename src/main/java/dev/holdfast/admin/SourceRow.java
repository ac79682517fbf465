package dev.holdfast.admin;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A source's name and number. */
@Entity
@Table(name = "source")
public class SourceRow {
    @Id
    public short id;

    public String name = "";
}
