package io.github.containerd4j.image;

import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.progress.ProgressReporter;

/**
 * One push that was asked for.
 *
 * @param image the name of the image here
 * @param reference the name in the registry
 * @param options the options
 * @param plan what belongs to it
 * @param progress is told of the progress
 */
record PushRequest(String image, ImageReference reference, PushOptions options, PushPlan plan,
		ProgressReporter progress) {

}
