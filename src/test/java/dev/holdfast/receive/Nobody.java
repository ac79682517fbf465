package dev.holdfast.receive;

import dev.holdfast.journal.Follower;
import dev.holdfast.journal.Lane;
import dev.holdfast.journal.Message;
import dev.holdfast.journal.Settlement;
import java.util.List;
import java.util.Set;

/** Relays nothing: what a journal holds stays where it is. */
final class Nobody implements Follower {
    @Override
    public void taken(Lane lane) {}

    @Override
    public void handedOver(Lane lane, List<Message> messages) {}

    @Override
    public void rewound(Lane lane, int target, long after) {}

    @Override
    public void rewoundAll(Lane lane) {}

    @Override
    public void settled(Lane lane, List<Settlement> batch) {}

    @Override
    public void lost(Lane lane) {}

    @Override
    public void lookedAround(int replicas, Set<Integer> paused) {}
}
