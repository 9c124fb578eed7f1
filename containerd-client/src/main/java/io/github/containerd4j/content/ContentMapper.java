package io.github.containerd4j.content;

import java.util.Map;

import io.github.containerd4j.proto.services.content.v1.Info;
import io.github.containerd4j.proto.services.content.v1.Status;
import io.github.containerd4j.proto.services.content.v1.WriteContentResponse;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * Between the messages of the content service and the records of the API.
 */
final class ContentMapper {

	private ContentMapper() {
	}

	static ContentInfo toInfo(Info info) {
		return new ContentInfo(Digest.parse(info.getDigest()), info.getSize(), info.getLabelsMap(),
				Protos.toInstant(info.getCreatedAt()), Protos.toInstant(info.getUpdatedAt()));
	}

	static Info toProto(Digest digest, Map<String, String> labels) {
		return Info.newBuilder().setDigest(digest.toString()).putAllLabels(labels).build();
	}

	static IngestStatus toStatus(Status status) {
		return new IngestStatus(status.getRef(), status.getOffset(), status.getTotal(), toDigest(status.getExpected()),
				null, Protos.toInstant(status.getStartedAt()), Protos.toInstant(status.getUpdatedAt()));
	}

	static IngestStatus toStatus(String ref, @Nullable Digest expected, WriteContentResponse response) {
		return new IngestStatus(ref, response.getOffset(), response.getTotal(), expected,
				toDigest(response.getDigest()), Protos.toInstant(response.getStartedAt()),
				Protos.toInstant(response.getUpdatedAt()));
	}

	static @Nullable Digest toDigest(String text) {
		return text.isEmpty() ? null : Digest.parse(text);
	}

}
