/**
 * Containers that an application declares: created, started, watched and stopped with it.
 */
@NullMarked
package io.github.containerd4j.spring.container;

import org.jspecify.annotations.NullMarked;
