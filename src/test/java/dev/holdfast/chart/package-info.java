/**
 * The Helm chart without a cluster: Helm itself as a library renders it, Kubernetes' own types read what comes out, and rules
 * are held against that.
 *
 * <p>{@link dev.holdfast.chart.Variants} are the values that every rule is tried on.
 */
@NullMarked
package dev.holdfast.chart;

import org.jspecify.annotations.NullMarked;
