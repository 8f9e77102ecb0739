package dev.millrace.store;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The place of a store in S3, and how what is written there is encrypted.
 *
 * @param prefix a folder for all objects, with or without a slash at its end; empty for none
 * @param kmsKey the key of KMS that is asked for with each object; empty for the bucket's own way
 */
public record S3Bucket(String name, String prefix, Optional<String> kmsKey) {

  public S3Bucket {
    prefix =
        ObjectKey.checkedPrefix(prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  /** A write of the object, in one request. */
  PutObjectRequest.Builder put(String object) {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(name).key(object);
    kmsKey.ifPresent(
        key -> put.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key));
    return put;
  }

  /** The beginning of a write of the object in several. */
  CreateMultipartUploadRequest.Builder putInParts(String object) {
    CreateMultipartUploadRequest.Builder put =
        CreateMultipartUploadRequest.builder().bucket(name).key(object);
    kmsKey.ifPresent(
        key -> put.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key));
    return put;
  }
}
