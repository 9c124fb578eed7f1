package io.github.containerd4j.spring.autoconfigure.grpc;

import java.net.URI;

import io.github.containerd4j.connection.ContainerdAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdChannelTargetTests {

	@ParameterizedTest
	@ValueSource(strings = { "/run/containerd/containerd.sock", "/with space/and %/c.sock", "tcp://proxy:8443",
			"tcp://[::1]:8443" })
	void anAddressSurvivesTheWayThroughAUri(String text) {
		ContainerdAddress address = ContainerdAddress.parse(text);

		URI target = ContainerdChannelTarget.of(address);

		assertThat(ContainerdChannelTarget.parse("containerd", target)).isEqualTo(address);
	}

	@ParameterizedTest
	@CsvSource({ "static://proxy:443, tcp://proxy:443", "dns:///proxy:443, tcp://proxy:443", "static:10.0.0.1:443, ''",
			"unix:/a.sock, unix:///a.sock", "in-process:fake, ''" })
	void anAddressOfTheUserIsDescribed(URI target, String address) {
		ContainerdAddress described = ContainerdChannelTarget.describe(target);

		assertThat((described != null) ? described.toString() : "").isEqualTo(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "static://proxy:443", "dns:///proxy:443", "in-process:fake", "unix:relative",
			"unix://host/path" })
	void theStartersOwnAddressesAreLeftToIt(URI target) {
		assertThat(ContainerdChannelTarget.parse("containerd", target)).isNull();
	}

	@Test
	void aTcpAddressOfAnotherChannelIsNotOurs() {
		assertThat(ContainerdChannelTarget.parse("other", URI.create("tcp://host:1"))).isNull();
	}

	@Test
	void aSocketOfAnotherChannelIsMadeByUs() {
		assertThat(ContainerdChannelTarget.parse("other", URI.create("unix:///a.sock"))).hasToString("unix:///a.sock");
	}

}
