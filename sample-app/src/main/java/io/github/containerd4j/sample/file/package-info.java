/**
 * The files of containers, as the page lists, reads and changes them.
 */
@NullMarked
package io.github.containerd4j.sample.file;

import org.jspecify.annotations.NullMarked;
