package dev.holdfast.admin;

import dev.holdfast.reconcile.Reconciler;
import dev.holdfast.reconcile.token.Standing;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.vendor.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sources: when they were last heard of, on each road, and how far the fetching is. */
@Path("/admin/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
public class SourceResource {
    private final Pool database;
    private final Reconciler reconciler;
    private final Tokens tokens;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final InstantSource time = InstantSource.system();

    SourceResource(Pool database, Reconciler reconciler, Tokens tokens, List<Source> sources) {
        this.database = database;
        this.reconciler = reconciler;
        this.tokens = tokens;
        sources.forEach(source -> this.sources.put(source.name(), source));
    }

    /**
     * A list of the source's vendor.
     *
     * @param reading whether it is being read
     * @param holeFrom where the last stretch begins that the vendor forgot before it was read; null for none
     * @param holeTo where it ends
     */
    public record ListView(
            String list,
            @Nullable Instant coveredTo,
            @Nullable Instant newestSeen,
            @Nullable Instant lastRead,
            boolean reading,
            long pages,
            long fetched,
            long gaps,
            long calls,
            @Nullable Instant holeFrom,
            @Nullable Instant holeTo,
            @Nullable String error) {
        static ListView of(Row row) {
            return new ListView(
                    row.getString("list"),
                    SourceState.time(row, "covered"),
                    SourceState.time(row, "reached"),
                    SourceState.time(row, "walked_at"),
                    row.getBoolean("walking"),
                    row.getLong("pages"),
                    row.getLong("fetched"),
                    row.getLong("gaps"),
                    row.getLong("calls"),
                    SourceState.time(row, "hole_from"),
                    SourceState.time(row, "hole_to"),
                    row.getString("error"));
        }
    }

    /**
     * How the token is by which the vendor is asked; for sources without OAuth 2.0 always none.
     *
     * @param state none, fresh, failing or reconnect: in the last an operator must act
     * @param expires null when the vendor does not say
     * @param reason what is wrong and what to do; null when all is well
     * @param handedInBy name of the admin token that handed in the last refresh token
     */
    public record TokenView(
            String state,
            @Nullable OffsetDateTime made,
            @Nullable OffsetDateTime expires,
            @Nullable String reason,
            @Nullable OffsetDateTime since,
            @Nullable String handedInBy) {
        static TokenView of(Standing standing) {
            return new TokenView(
                    standing.state().name().toLowerCase(Locale.ROOT),
                    standing.made(),
                    standing.expires(),
                    standing.reason(),
                    standing.since(),
                    standing.handedInBy());
        }
    }

    /** One source, the lists that are read for it, and its token. */
    public record Detail(SourceView source, List<ListView> lists, TokenView token) {}

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<List<SourceView>> list() {
        return states(sources.keySet().toArray(String[]::new));
    }

    @GET
    @Path("/{source}")
    @RolesAllowed(Role.VIEWER)
    public Uni<Detail> look(@PathParam("source") String source) {
        if (!sources.containsKey(source)) {
            throw new NotFoundException("no such source");
        }
        return states(new String[] {source})
                .chain(views -> database.preparedQuery(SourceSql.LISTS)
                        .execute(Tuple.of(source))
                        .chain(rows -> token(source).map(token -> new Detail(views.get(0), lists(rows), token))));
    }

    private Uni<TokenView> token(String source) {
        return Uni.createFrom()
                .completionStage(() -> tokens.standing(source).toCompletionStage())
                .map(TokenView::of);
    }

    private Uni<List<SourceView>> states(String[] names) {
        return database.preparedQuery(SourceSql.SOURCES)
                .execute(Tuple.tuple().addArrayOfString(names))
                .map(rows -> views(rows, time.instant()));
    }

    private List<SourceView> views(RowSet<Row> rows, Instant now) {
        List<SourceView> views = new ArrayList<>();
        rows.forEach(row -> {
            SourceState state = SourceState.of(row);
            Source source = sources.get(state.source());
            if (source != null) {
                views.add(SourceView.of(source, state, reconciler.source(source.name()) != null, now));
            }
        });
        return views;
    }

    private static List<ListView> lists(RowSet<Row> rows) {
        List<ListView> lists = new ArrayList<>();
        rows.forEach(row -> lists.add(ListView.of(row)));
        return lists;
    }
}
