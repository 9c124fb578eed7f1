package io.github.containerd4j.sample.file;

import java.time.Instant;
import java.util.Locale;

import io.github.containerd4j.files.FileInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of one file.
 *
 * @param name its name, to be shown
 * @param key its name, percent-encoded
 * @param type what it is
 * @param size how many bytes it has
 * @param mode its permissions in octal digits
 * @param owner the numbers of its user and group
 * @param modifiedAt when its content was last changed
 * @param target what a link leads to; {@code null} for others
 */
record FileRow(String name, String key, String type, long size, String mode, String owner, Instant modifiedAt,
		@Nullable String target) {

	static FileRow of(FileInfo file) {
		String target = file.linkTarget();
		return new FileRow(PathText.shown(file.name()), PathText.encode(file.name()),
				file.type().name().toLowerCase(Locale.ROOT).replace('_', ' '), file.size(),
				String.format("%04o", file.mode()), file.user() + ":" + file.group(), file.modifiedAt(),
				(target != null) ? PathText.shown(target) : null);
	}

}
