package dev.holdfast.ops;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.ops.settings.ReplicaRole;
import dev.holdfast.ops.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What someone who has just started the service needs to know, a line each. Pure. */
record StartMessages(Settings settings, int webhookPort, int adminPort) {
    /** @param developmentToken null outside of development, and where tokens are configured */
    List<String> lines(@Nullable String developmentToken) {
        List<String> lines = new ArrayList<>();
        if (!settings.roles().equals(ReplicaRole.ALL)) {
            lines.add("This replica does: "
                    + settings.roles().stream().map(ReplicaRole::word).collect(Collectors.joining(", ")));
        }
        if (settings.demo()) {
            lines.add("The demo is on: a vendor posts to http://localhost:" + webhookPort + "/webhooks/" + Demo.SOURCE
                    + " every few seconds, and what arrives is at http://localhost:" + adminPort + Demo.PAGE
                    + ". Its secrets are public.");
        } else if (settings.sources().isEmpty() && settings.roles().contains(ReplicaRole.RECEIVE)) {
            lines.add(
                    "No source is configured, so every webhook is answered 404: write config/application.yaml, or try the"
                            + " demo with HOLDFAST_DEMO=true");
        }
        if (!settings.roles().contains(ReplicaRole.ADMIN)) {
            return lines;
        }
        if (developmentToken != null) {
            lines.add("Admin API, until this process ends: curl -H 'Authorization: Bearer " + developmentToken
                    + "' http://localhost:" + adminPort + "/admin/v1/targets");
        } else if (settings.admin().tokens().isEmpty()) {
            lines.add("No token is configured below holdfast.admin.tokens: the admin API lets nobody in");
        }
        return lines;
    }
}
