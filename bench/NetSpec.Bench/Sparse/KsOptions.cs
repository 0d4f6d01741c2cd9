using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>What the command line of the suite <c>ks</c> asks for.</summary>
internal sealed record KsOptions
{
    private static readonly string[] Commands = ["adjoint", "dense", "grid", "preset", "summary"];

    /// <summary>adjoint, dense, grid, preset or summary.</summary>
    public required string Command { get; init; }

    /// <summary>Samples; 256 by default for the grid.</summary>
    public IReadOnlyList<int> Batches { get; private set; } = [];

    public IReadOnlyList<int> Threads { get; private set; } = [.. Enumerable.Range(1, Math.Min(2, Environment.ProcessorCount))];

    public IReadOnlyList<BatchOrder> Orders { get; private set; } = [BatchOrder.Last, BatchOrder.First];

    public int Rounds { get; private set; } = 5;

    /// <summary>The table that a grid run fills and a summary reads.</summary>
    public string Csv { get; private set; } = "ks-grid.csv";

    public IReadOnlyList<string> Peers { get; private set; } = KsPeers.AllNames;

    /// <summary>What the arrays of a case may take.</summary>
    public double MemoryGib { get; private set; } = 0.7 * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);

    /// <summary>Dense products are timed where they take at most so many times the multiply-adds.</summary>
    public int DenseLimit { get; private set; } = 4;

    /// <summary>Every so many-th pattern of the grid only.</summary>
    public int Every { get; private set; } = 1;

    /// <summary>A part of the text of the patterns of the grid that are wanted.</summary>
    public string Only { get; private set; } = "";

    /// <summary>What counts: the <c>time</c> that passes, or the processor's of the calling <c>thread</c>, which is all on one thread.</summary>
    public string Clock { get; private set; } = "time";

    /// <summary>Seconds of a turn.</summary>
    public double SliceSeconds { get; private set; } = 0.02;

    /// <summary>The first so many patterns of the grid only.</summary>
    public int Count { get; private set; } = int.MaxValue;

    /// <summary>Reads <c>grid --batch 256 --threads 1,2 …</c>.</summary>
    /// <exception cref="ArgumentException">An option is not known, or has no value.</exception>
    public static KsOptions Parse(IReadOnlyList<string> args)
    {
        var command = args.ElementAtOrDefault(0) ?? "preset";
        if (!Commands.Contains(command))
            throw new ArgumentException($"'ks' has no command '{command}'; there are {string.Join(", ", Commands)}.", nameof(args));

        var options = new KsOptions { Command = command, Batches = command is "preset" or "adjoint" or "dense" ? [256, 2048, 25088] : [256] };
        for (var i = 1; i < args.Count; i += 2)
        {
            var value = args.ElementAtOrDefault(i + 1) ?? throw new ArgumentException($"'{args[i]}' is followed by nothing; it takes a value.", nameof(args));
            options.Set(args[i], value);
        }

        return options;
    }

    private void Set(string option, string value)
    {
        switch (option)
        {
            case "--batch":
                Batches = Numbers(value);
                break;
            case "--threads":
                Threads = Numbers(value);
                break;
            case "--orders":
                Orders = [.. value.Split(',').Select(order => Enum.Parse<BatchOrder>(order, ignoreCase: true))];
                break;
            case "--rounds":
                Rounds = Numbers(value)[0];
                break;
            case "--csv":
                Csv = value;
                break;
            case "--clock":
                Clock = value is "time" or "thread" ? value : throw new ArgumentException($"'{value}' is no clock; there are time and thread.", nameof(value));
                break;
            case "--only":
                Only = value;
                break;
            case "--every":
                Every = Numbers(value)[0];
                break;
            case "--slice":
                SliceSeconds = double.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--peers":
                Peers = value == "none" ? [] : value.Split(',');
                break;
            case "--memory":
                MemoryGib = double.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--dense-limit":
                DenseLimit = Numbers(value)[0];
                break;
            case "--count":
                Count = Numbers(value)[0];
                break;
            default:
                throw new ArgumentException($"There is no option '{option}'; there are --batch, --threads, --orders, --rounds, --csv, --peers, --memory, --dense-limit, --clock, --only, --every, --slice and --count.", nameof(option));
        }
    }

    private static int[] Numbers(string list)
    {
        var numbers = Array.ConvertAll(list.Split(','), text => int.Parse(text, CultureInfo.InvariantCulture));
        return numbers.All(number => number > 0) ? numbers : throw new ArgumentException($"'{list}' must hold numbers above 0.", nameof(list));
    }
}
