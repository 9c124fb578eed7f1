/**
 * The application: a dashboard, and commands in the same jar.
 */
@NullMarked
package io.github.containerd4j.sample;

import org.jspecify.annotations.NullMarked;
