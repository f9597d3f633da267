using Workflows.Server.Persistence;

namespace Workflows.Server.Duties;

/// <summary>A duty did part of its work and says in Spanish what is missing. What kept it is inside, for the log.</summary>
internal sealed class DutyFailedException(string words, Exception cause) : Exception(words, cause), ISpokenFailure;
