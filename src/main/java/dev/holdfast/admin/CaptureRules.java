package dev.holdfast.admin;

import dev.holdfast.vendor.Source;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Which sources' secrets may be captured; throws what the caller is to be told. */
record CaptureRules(List<Source> sources, CapturedSecrets captured) {
    void demandCapture(String source) {
        if (sources.stream().noneMatch(one -> one.name().equals(source))) {
            throw new NotFoundException("no such source");
        }
        if (!captured.mayCapture(source)) {
            throw conflict(source + " waits for no secret: its vendor brings none, or one is configured");
        }
    }

    void demandWindow(String source) {
        demandCapture(source);
        if (!captured.canSeal()) {
            throw conflict("holdfast.secret.master-keys is not configured: a captured secret could not be kept");
        }
    }

    static ClientErrorException conflict(String why) {
        return new ClientErrorException(why, Response.Status.CONFLICT);
    }
}
