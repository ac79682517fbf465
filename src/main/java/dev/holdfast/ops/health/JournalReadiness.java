package dev.holdfast.ops.health;

import dev.holdfast.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when an arrival could be committed just now: the lane is held and its lease runs, which needs a database that
 * answers, every few seconds.
 */
@Readiness
@ApplicationScoped
public class JournalReadiness implements HealthCheck {
    private final Journal journal;
    private final Leaving leaving;

    JournalReadiness(Journal journal, Leaving leaving) {
        this.journal = journal;
        this.leaving = leaving;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("journal")
                .withData("lane", journal.open() ? "held" : "none")
                .withData("leaving", leaving.begun())
                .status(journal.open() && !leaving.begun())
                .build();
    }
}
