/**
 * Leases: what keeps fresh content and snapshots from garbage collection until something
 * else refers to them.
 */
@NullMarked
package io.github.containerd4j.lease;

import org.jspecify.annotations.NullMarked;
