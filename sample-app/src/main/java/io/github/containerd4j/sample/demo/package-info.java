/**
 * A daemon and containers to look at, on a machine that has none.
 */
@NullMarked
package io.github.containerd4j.sample.demo;

import org.jspecify.annotations.NullMarked;
