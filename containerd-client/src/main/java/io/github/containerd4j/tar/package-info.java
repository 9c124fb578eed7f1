/**
 * Tar archives entry by entry: names as bytes, owners by number, extended attributes, and
 * the same bytes for the same entries.
 */
@NullMarked
package io.github.containerd4j.tar;

import org.jspecify.annotations.NullMarked;
