/**
 * PostgreSQL: the one that we bring, and what we demand of any.
 *
 * <p>The embedded server is a real PostgreSQL in {@code holdfast.data-dir}, made durable, with a password, in a session of its own: a
 * signal to our process group does not reach it. It stops after the service has let go of it, and not before.
 *
 * <pre>
 *   data/holdfast.lock        held by the process that uses the directory; its kernel lets go of it, however the process ends
 *   data/postgres-password    0600, made once
 *   data/postgres/            the cluster; data/postgres.new while it is being made
 *   data/postgres-18-…/       the programs, unpacked
 *   data/postgres.log, data/postgres/log/   what the server says, a week of it
 *
 *   lock ──► left-over server? stop it ──► unpack ──► make the cluster, once ──► start ──► watch: gone? start again
 * </pre>
 *
 * <p>Imports {@code ops.settings}.
 */
@NullMarked
package dev.holdfast.ops.postgres;

import org.jspecify.annotations.NullMarked;
