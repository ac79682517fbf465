package dev.holdfast.corpus;

import java.util.List;

/** Clients that go away, C139 and C140. */
final class StateCases {
    private StateCases() {}

    static List<HostileCase> all() {
        return List.of(
                HostileCase.ofSteps(
                                "C140",
                                "a client that goes away before it reads the answer",
                                () -> List.of(Step.send(Scheme.STRIPE.valid().bytes()), new Step.Abandon()),
                                HostileCase.NOTHING)
                        .rows(0, 1),
                HostileCase.ofSteps(
                                "C139",
                                "a client that ends its half after the request",
                                () -> List.of(Step.send(Scheme.STRIPE.valid().bytes()), new Step.Finish()),
                                200,
                                HostileCase.NOTHING)
                        .rows(0, 1));
    }
}
