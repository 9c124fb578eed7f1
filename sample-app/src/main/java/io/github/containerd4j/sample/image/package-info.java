/**
 * Images on the page: what is there, and pulls, imports, deletions and pruning.
 */
@NullMarked
package io.github.containerd4j.sample.image;

import org.jspecify.annotations.NullMarked;
