namespace Workflows.Definitions.Organisation;

/// <summary>A network of experts: the public units that own a topic and give opinions on it for every institution.</summary>
public sealed record Network(string Code, string Name);
