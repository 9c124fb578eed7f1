package io.github.containerd4j.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.RootDirectory;
import io.github.containerd4j.host.SystemCallException;

/**
 * Copies directories with all that is in them.
 */
final class Trees {

	private static final FilePath HERE = new FilePath("/", List.of());

	private static final Owners SAME = new Owners(List.of(), List.of(), false);

	private final FilesRoot root;

	private final FileFailures failures;

	Trees(FilesRoot root, FileFailures failures) {
		this.root = root;
		this.failures = failures;
	}

	void get(FilePath path, OutputStream tar) throws SystemCallException, IOException {
		walk(path, new TarTarget(tar, this.failures));
	}

	void get(FilePath path, Path target) throws SystemCallException, IOException {
		if (Files.exists(target) && !Files.isDirectory(target)) {
			throw InvalidArgumentException.of("target", target.toString(), "it is no directory");
		}
		Files.createDirectories(target);
		try (RootDirectory directory = RootDirectory.open(target)) {
			FilesRoot host = new FilesRoot(directory, SAME, directory::close);
			walk(path, new DirectoryTarget(host, HERE, TreeRules.onThisMachine(SAME), this.failures));
		}
	}

	private void walk(FilePath path, TreeTarget target) throws SystemCallException, IOException {
		try (OpenFile top = this.root.find(path)) {
			new TreeWalk(this.root.owners(), target, this.failures).walk(top);
		}
	}

	void put(FilePath path, InputStream tar) throws SystemCallException, IOException {
		TreeTarget target = target(path, TreeRules.kept(this.root.owners()));
		new TarSource(tar, this.failures).copy(target);
	}

	void put(FilePath path, Path source, FileOptions options) throws SystemCallException, IOException {
		if (Files.exists(source) && !Files.isDirectory(source)) {
			throw InvalidArgumentException.of("source", source.toString(), "it is no directory");
		}
		try (OpenFile top = OpenFile.directory(source)) {
			TreeTarget target = target(path, TreeRules.of(this.root.owners(), options));
			new TreeWalk(SAME, target, this.failures).walk(top);
		}
	}

	private TreeTarget target(FilePath path, TreeRules rules) throws SystemCallException {
		new Directories(this.root, this.failures).make(path, FileOptions.defaults());
		return new DirectoryTarget(this.root, path, rules, this.failures);
	}

}
