package dev.millrace.landing;

import java.util.Set;

/**
 * Attributes that hold no content although their values need not look like names: of
 * OpenTelemetry's semantic conventions, of what the mappings of tools read, and of what
 * organisations tell of their people.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/">semantic
 *     conventions, registry</a>
 */
final class KnownKeys {

  static final Set<String> KEYS =
      Set.of(
          """
          app.entrypoint app.name app.version service.name service.namespace service.version
          service.instance.id service.criticality telemetry.sdk.name telemetry.sdk.language
          telemetry.sdk.version telemetry.distro.name telemetry.distro.version
          deployment.environment deployment.environment.name deployment.name deployment.id
          host.name host.id host.type host.arch host.ip host.mac host.image.id host.image.name
          host.image.version host.cpu.family host.cpu.model.id host.cpu.model.name
          host.cpu.stepping host.cpu.vendor.id os.type os.name os.version os.description
          os.build_id process.executable.name process.executable.path process.owner
          process.runtime.name process.runtime.version process.runtime.description
          process.working_directory process.creation.time container.id container.name
          container.image.name container.image.tags container.runtime container.image.id
          cloud.provider cloud.account.id cloud.region cloud.availability_zone cloud.platform
          cloud.resource_id aws.ecs.cluster.arn aws.ecs.task.arn aws.log.group.names
          aws.log.group.arns aws.log.stream.names aws.log.stream.arns aws.lambda.invoked_arn
          faas.name faas.version faas.instance faas.trigger k8s.cluster.name k8s.namespace.name
          k8s.node.name k8s.pod.name k8s.pod.uid k8s.deployment.name k8s.container.name
          k8s.job.name k8s.cronjob.name k8s.statefulset.name k8s.daemonset.name
          k8s.replicaset.name device.id device.manufacturer device.model.identifier
          device.model.name browser.brands browser.language browser.platform browser.mobile
          user_agent.original user_agent.name user_agent.version user_agent.os.name
          http.user_agent http.method http.request.method http.route http.status_code
          http.response.status_code http.scheme http.host http.flavor server.address server.port
          client.address network.protocol.name network.protocol.version network.peer.address
          network.transport net.peer.name net.host.name url.scheme url.domain rpc.system
          rpc.service rpc.method jsonrpc.protocol.version jsonrpc.request.id thread.name thread.id
          code.function.name code.namespace code.file.path code.filepath code.module.name
          exception.type error.type event.name event.timestamp event.kind event.domain
          event.sequence user.id user.name user.email user.full_name user.hash user.roles
          user.account_id user.account_uuid user_id userId user_email email enduser.id
          enduser.role enduser.scope account_email account.email organization.id organization.name
          organization_id org.id org.name team team.id team.name department division business_unit
          cost_center cost.center cost_centre project project.id project.name product product.name
          office site squad tribe group group.name installation.id distinct_id ulid terminal.type
          platform originator session.id session_id session.previous_id conversation.id
          conversation_id thread_id turn.id turn_id prompt.id prompt_id request_id requestId
          client_request_id message_id call_id tool_use_id taskId task_id interaction_id
          vcs.repository.name vcs.repository.url.full vcs.repository.ref.name
          vcs.repository.ref.revision vcs.ref.head.name vcs.ref.head.revision vcs.ref.head.type
          vcs.ref.base.name vcs.owner.name vcs.provider.name vcs.change.id repository
          repository.name repository.url repo repo.name repo.url git.repository git.repository.url
          git.branch git.commit branch branch_name workspace workspace.name model model.name
          modelId model_name provider provider.name agent agent.name agent_name agent.id
          agent.type subagent_type subagent_name skill skill.name skill_name plugin plugin.name
          plugin_name marketplace mcp_server mcp_server_name mcp.server.name mcp.server
          mcp_tool_name mcp.method.name mcp.session.id mcp.protocol.version mcp.resource.uri
          tool_name tool.name tool_type function_name tool_id language programming_language
          language_id extension file_extension mimetype query_source effort start_type
          decision_source gen_ai.system gen_ai.provider.name gen_ai.operation.name
          gen_ai.request.model gen_ai.response.model gen_ai.response.id
          gen_ai.response.finish_reasons gen_ai.request.choice.count gen_ai.request.stop_sequences
          gen_ai.request.encoding_formats gen_ai.conversation.id gen_ai.agent.id gen_ai.agent.name
          gen_ai.agent.version gen_ai.tool.name gen_ai.tool.type gen_ai.tool.call.id
          gen_ai.token.type gen_ai.output.type gen_ai.data_source.id gen_ai.workflow.name
          gen_ai.evaluation.name gen_ai.evaluation.score.label gen_ai.prompt.name openai.api.type
          openai.request.service_tier openai.response.service_tier
          openai.response.system_fingerprint aws.request_id aws.bedrock.guardrail.id
          aws.bedrock.knowledge_base.id azure.resource_provider.namespace az.namespace
          llm.model_name llm.provider llm.system openinference.span.kind traceloop.span.kind
          traceloop.entity.name traceloop.workflow.name
          traceloop.association.properties.session_id llm.request.type ai.model.id
          ai.model.provider ai.response.model ai.response.id ai.response.finishReason
          ai.operationId ai.toolCall.name ai.toolCall.id ai.telemetry.functionId
          ai.telemetry.metadata.userId operation.name resource.name cursor.user.email
          cursor.user.id cursor.user.account_id cursor.conversation.id cursor.event.id
          cursor.model.name cursor.surface cursor.token.type cursor.tool.name cursor.tool.status
          cowork.surface opencode.client copilot_chat.chat_session_id
          copilot_chat.parent_chat_session_id copilot_chat.session_id copilot_chat.edit.outcome
          copilot_chat.edit.source copilot_chat.language_id copilot_chat.repo.remote_url
          copilot_chat.repo.head_branch_name copilot_chat.repo.head_commit_hash
          github.copilot.context.skills github.copilot.git.repository github.copilot.git.branch github.copilot.agent.type
          db.system db.system.name db.name db.namespace db.operation.name db.collection.name
          messaging.system messaging.destination.name
          """
              .trim()
              .split("\\s+"));

  private KnownKeys() {}
}
