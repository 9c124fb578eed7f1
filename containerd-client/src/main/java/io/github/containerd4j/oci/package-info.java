/**
 * The words and documents of the OCI image specification: references, platforms,
 * manifests, configs.
 */
@NullMarked
package io.github.containerd4j.oci;

import org.jspecify.annotations.NullMarked;
