/**
 * What a container shall be: options, and the runtime spec that is made of them.
 */
@NullMarked
package io.github.containerd4j.spec;

import org.jspecify.annotations.NullMarked;
