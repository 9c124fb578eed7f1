/**
 * Building images from directory trees, tars and files, without a Dockerfile and without
 * running anything.
 */
@NullMarked
package io.github.containerd4j.build;

import org.jspecify.annotations.NullMarked;
