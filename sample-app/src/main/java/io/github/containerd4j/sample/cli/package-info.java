/**
 * The commands {@code lsctr} and {@code watchctr}, which need no application context.
 */
@NullMarked
package io.github.containerd4j.sample.cli;

import org.jspecify.annotations.NullMarked;
