package dev.holdfast.ops;

import dev.holdfast.ops.http.AdminListener;
import dev.holdfast.ops.http.AdminTokens;
import dev.holdfast.ops.settings.Settings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says at the start, once a process, what there is to see. */
@Singleton
final class Announcement {
    private static final Logger LOG = Logger.getLogger("dev.holdfast");

    /** A live reload changes none of it. */
    private static final String SAID = "dev.holdfast.development.said";

    private final Settings settings;
    private final AdminListener admin;
    private final int webhookPort;

    Announcement(Settings settings, AdminListener admin, @ConfigProperty(name = "quarkus.http.port") int webhookPort) {
        this.settings = settings;
        this.admin = admin;
        this.webhookPort = webhookPort;
    }

    /** After the listeners. */
    void say(@Observes @Priority(10_000) StartupEvent event) {
        boolean development = LaunchMode.current().isDev();
        if (!development || System.setProperty(SAID, "true") == null) {
            boolean open = development && settings.admin().tokens().isEmpty();
            new StartMessages(settings, webhookPort, admin.port())
                    .lines(open ? AdminTokens.developmentToken() : null)
                    .forEach(LOG::info);
        }
    }
}
