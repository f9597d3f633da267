using System.Globalization;

namespace Workflows.Definitions.Tasks;

/// <summary>What an answer to a remark refers to: the decision that carried the remark, and its place in it.</summary>
public static class RemarkId
{
    public static string Of(string submissionId, int index) => string.Create(CultureInfo.InvariantCulture, $"{submissionId}:{index + 1}");
}
