package io.github.containerd4j.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys and certificates in PEM.
 */
class PemFileTests {

	// What stands before an RSA key of 2048 bits in PKCS #8.
	private static final int PKCS8_PREFIX = 26;

	@TempDir
	private Path directory;

	private PemFile file(String text) throws IOException {
		return new PemFile(Files.writeString(this.directory.resolve("file.pem"), text));
	}

	private static PrivateKey newKey(String algorithm) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		if (algorithm.equals("RSA")) {
			generator.initialize(2048);
		}
		return generator.generateKeyPair().getPrivate();
	}

	private static String block(String type, byte[] bytes) {
		return "text before\n-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes)
				+ "\n-----END " + type + "-----\n";
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "EC", "Ed25519" })
	void readsKeysInPkcs8(String algorithm) throws Exception {
		PrivateKey key = newKey(algorithm);

		assertThat(file(block("PRIVATE KEY", key.getEncoded())).privateKey()).isEqualTo(key);
	}

	@Test
	void readsRsaKeysInPkcs1() throws Exception {
		PrivateKey key = newKey("RSA");
		byte[] encoded = key.getEncoded();

		assertThat(
				file(block("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, PKCS8_PREFIX, encoded.length))).privateKey())
			.isEqualTo(key);
	}

	@Test
	void namesTheFileOfAMistake() throws Exception {
		PemFile empty = file("");
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(empty::certificates)
			.withMessageContaining("file.pem")
			.withMessageContaining("no certificate");
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(empty::privateKey)
			.withMessageContaining("pkcs8");
		PemFile wrong = file(block("CERTIFICATE", new byte[10]) + block("PRIVATE KEY", new byte[10]));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(wrong::certificates);
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(wrong::privateKey);
		PemFile missing = new PemFile(this.directory.resolve("missing.pem"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(missing::certificates)
			.withMessageContaining("cannot be read");
	}

}
