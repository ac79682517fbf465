package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Walk;
import dev.holdfast.vendor.pull.WalkState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Walks over real HTTP as a runner would, keeping its state as JSON from step to step. */
final class PullDrive {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final PullFixture fixture;
    private final Contract contract;
    private final Walk walk;
    final List<Listed.Found> found = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();

    PullDrive(PullFixture fixture, PullServer server) {
        this.fixture = fixture;
        this.contract = fixture.contract(server.base());
        this.walk = contract.walk(fixture.list());
    }

    Walk walk() {
        return walk;
    }

    /** To the end, or until somebody must act. */
    PullDrive run(Span span) {
        String state = walk.begin(span).toJson();
        while (state != null && !WalkState.parse(state).done()) {
            if (steps.size() > 300) {
                throw new AssertionError("no end: " + state);
            }
            Step step = turn(WalkState.parse(state));
            steps.add(step);
            state = after(step);
        }
        return this;
    }

    /** One call and what came of it. */
    Step turn(WalkState state) {
        return walk.read(state, send(walk.next(state, fixture.credentials())));
    }

    private String after(Step step) {
        if (step instanceof Step.Listing listing) {
            for (Listed one : listing.items()) {
                take(one, listing.next());
            }
            return listing.next().toJson();
        }
        if (step instanceof Step.Again again) {
            return again.state().toJson();
        }
        if (step instanceof Step.Unauthorized unauthorized) {
            return unauthorized.state().toJson();
        }
        if (step instanceof Step.Expired expired) {
            return expired.state().toJson();
        }
        if (step instanceof Step.Split split) {
            return split.state().toJson();
        }
        return step instanceof Step.Skipped skipped ? skipped.next().toJson() : null;
    }

    private void take(Listed one, WalkState state) {
        if (one instanceof Listed.Found complete) {
            found.add(complete);
            return;
        }
        Listed.Sketch sketch = (Listed.Sketch) one;
        Step step = walk.detail(state, sketch, send(walk.detail(sketch, fixture.credentials())));
        while (step instanceof Step.Again || step instanceof Step.Unauthorized) {
            steps.add(step);
            step = walk.detail(state, sketch, send(walk.detail(sketch, fixture.credentials())));
        }
        if (step instanceof Step.Listing detail) {
            detail.items().forEach(item -> {
                found.add((Listed.Found) item);
                if (!item.keys().containsAll(sketch.keys())) {
                    throw new AssertionError("a sketch is known by other keys than its detail");
                }
            });
        }
    }

    private Answer send(Call call) {
        Call complete = contract.authentication()
                .header(fixture.credentials(), Secret.of("access"))
                .map(call::with)
                .orElse(call);
        if (complete.uri().toString().contains("secret-of")
                || complete.toString().contains("secret-of")) {
            throw new AssertionError("a credential where it is logged");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(complete.uri())
                .method(
                        complete.method(),
                        complete.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(complete.body()));
        complete.headers().forEach((name, value) -> request.header(name, value.reveal()));
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers().map(), response.body(), Requests.NOW);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
