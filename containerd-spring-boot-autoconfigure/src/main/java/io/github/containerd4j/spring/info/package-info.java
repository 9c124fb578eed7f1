/**
 * What the application's info endpoint tells about the daemon.
 */
@NullMarked
package io.github.containerd4j.spring.info;

import org.jspecify.annotations.NullMarked;
