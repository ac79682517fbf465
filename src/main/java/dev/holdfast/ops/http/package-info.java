/**
 * Three doors: webhooks, administration, management; and who may come in by the second.
 *
 * <pre>
 *   8080  Quarkus' own listener    PublicDoor: /webhooks/{source} or nothing        strict limits, no error pages
 *   8081  AdminListener            AdminDoor: everything but /webhooks              bearer tokens, RFC 9457 problems
 *   9000  Quarkus' management      /q/health, /q/metrics                            inside the cluster only
 * </pre>
 *
 * <p>8080 and 8081 hand their requests to the same router; which door a request came by is told by the local port alone, never
 * by a header. Whoever may do what is written on the method ({@code @RolesAllowed}); a method without is denied to everyone.
 *
 * <p>Imports {@code ops.settings}.
 */
@NullMarked
package dev.holdfast.ops.http;

import org.jspecify.annotations.NullMarked;
