/**
 * What people look at and change: REST resources under {@code /admin/v1}, their roles, the rows behind them.
 *
 * <p>Imports all packages but {@code ops}.
 */
@NullMarked
package dev.holdfast.admin;

import org.jspecify.annotations.NullMarked;
