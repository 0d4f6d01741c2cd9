using System;
using System.Collections.Generic;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>The names that a statement uses, each kind in the order of the text.</summary>
internal sealed class NameUses
{
    private readonly List<Identifier> _values = [];
    private readonly List<CallStage> _stages = [];
    private readonly List<CallValue> _joins = [];
    private readonly List<RepeatStage> _repeats = [];

    private NameUses()
    {
    }

    public IReadOnlyList<Identifier> Values => _values;

    public IReadOnlyList<CallStage> Stages => _stages;

    public IReadOnlyList<CallValue> Joins => _joins;

    public IReadOnlyList<RepeatStage> Repeats => _repeats;

    public static NameUses Of(Statement statement)
    {
        var uses = new NameUses();
        switch (statement)
        {
            case BindingStatement binding:
                uses.Add(binding.Value);
                break;
            case SplitStatement split:
                uses.Add(split.Value);
                break;
            case OutputStatement { Value: { } value }:
                uses.Add(value);
                break;
            case OutputStatement output:
                uses._values.Add(output.Name);
                break;
        }

        return uses;
    }

    private void Add(Value value)
    {
        switch (value)
        {
            case NameValue name:
                _values.Add(name.Name);
                break;
            case CallValue call:
                _joins.Add(call);
                Add(call.Operands);
                break;
            case SumValue sum:
                Add(sum.Terms);
                break;
            case ChainValue chain:
                Add(chain.Head);
                Add(chain.Stages);
                break;
            default:
                throw new InvalidOperationException($"no rule for {value.GetType().Name}");
        }
    }

    private void Add(EquatableArray<Value> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    private void Add(EquatableArray<Stage> stages)
    {
        foreach (var stage in stages)
        {
            Add(stage);
        }
    }

    private void Add(Stage stage)
    {
        switch (stage)
        {
            case CallStage call:
                _stages.Add(call);
                break;
            case RepeatStage repeat:
                _repeats.Add(repeat);
                Add(repeat.Body);
                break;
            case GroupStage group:
                Add(group.Stages);
                break;
            default:
                throw new InvalidOperationException($"no rule for {stage.GetType().Name}");
        }
    }
}
