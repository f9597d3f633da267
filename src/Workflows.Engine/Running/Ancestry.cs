namespace Workflows.Engine;

/// <summary>A tree that grows leaf by leaf and answers who is above whom in a logarithm of steps, by jumping upwards.</summary>
internal sealed class Ancestry(int count)
{
    private readonly int[] _parent = new int[count];
    private readonly int[] _jump = new int[count];
    private readonly int[] _depth = new int[count];

    /// <summary>Adds a node under one already in the tree; the root is its own parent.</summary>
    public void Add(int node, int parent)
    {
        _parent[node] = parent;
        _depth[node] = node == parent ? 0 : _depth[parent] + 1;
        var above = _jump[parent];
        // Two jumps of equal length become one of double length: Myers' skew-binary jumps.
        _jump[node] = node != parent && _depth[parent] - _depth[above] == _depth[above] - _depth[_jump[above]] ? _jump[above] : parent;
    }

    /// <summary>True also for the node itself.</summary>
    public bool IsAncestor(int ancestor, int node) => Up(node, _depth[ancestor]) == ancestor;

    /// <summary>The nearest node above both.</summary>
    public int Common(int one, int other)
    {
        one = Up(one, _depth[other]);
        other = Up(other, _depth[one]);
        while (one != other)
        {
            if (_jump[one] == _jump[other])
                (one, other) = (_parent[one], _parent[other]);
            else
                (one, other) = (_jump[one], _jump[other]);
        }

        return one;
    }

    /// <summary>The one below an ancestor on the way to a node that is not itself.</summary>
    public int Below(int ancestor, int node) => Up(node, _depth[ancestor] + 1);

    private int Up(int node, int depth)
    {
        while (_depth[node] > depth)
            node = _depth[_jump[node]] < depth ? _parent[node] : _jump[node];
        return node;
    }
}
