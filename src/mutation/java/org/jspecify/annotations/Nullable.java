package org.jspecify.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands for the real one in the profile {@code mutation} only, and leaves no trace in classes: the JVM redefines no record
 * twice that has an annotation on a component, and PIT counts its refusal as a bug that was noticed.
 */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.SOURCE)
public @interface Nullable {}
