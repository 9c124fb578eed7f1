/**
 * The root file systems of containers: their state is taken for copies and snapshots
 * while their tasks stand still, and what an interrupted operation left is put in order.
 */
@NullMarked
package io.github.containerd4j.rootfs;

import org.jspecify.annotations.NullMarked;
