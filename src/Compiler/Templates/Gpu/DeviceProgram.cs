namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Collections.Generic;
    using global::System.Diagnostics;
    using global::System.Threading;
    using global::ILGPU;
    using global::ILGPU.Runtime;
    using global::ILGPU.Runtime.OpenCL;
    using global::NetSpec.Runtime.Weights;

    /// <summary>A net on a device: its memory there, which lives as long as this and grows to the largest batch, and its passes, one at a time.</summary>
    /// <typeparam name="T">What values are stored as.</typeparam>
    internal sealed class DeviceProgram<T> : IDisposable
        where T : unmanaged
    {
        private readonly ComputeDevice _device;
        private readonly string _name;
        private readonly List<IDisposable> _parts = new();
        private readonly DeviceMemory<T>[] _inputs;
        private readonly DeviceMemory<int>?[] _ids;
        private readonly DeviceMemory<T>[] _outputs;
        private readonly DeviceMemory<T> _workspace;
        private readonly int _workspaceFeatures;
        private readonly DevicePass<T> _pass;
        private AcceleratorStream? _lastStream;
        private ParameterCopy? _parameters;
        private bool _isDisposed;

        /// <param name="device">The device; disposed with this.</param>
        /// <param name="storage">What values are stored as.</param>
        /// <param name="name">The net, in messages.</param>
        /// <param name="isBatchLast">Whether the samples of a feature lie side by side.</param>
        /// <param name="inputs">Features of each input.</param>
        /// <param name="outputs">Features of each output.</param>
        /// <param name="workspace">Features of all values between steps that are there at a time.</param>
        /// <param name="ids">Which inputs are whole numbers; null where none are.</param>
        /// <exception cref="InvalidOperationException">The device has no half precision.</exception>
        public DeviceProgram(
            ComputeDevice device, DeviceStorage<T> storage, string name, bool isBatchLast, int[] inputs, int[] outputs, int workspace, int[]? ids = null)
        {
            _device = device;
            _name = name;
            if (!storage.IsSingle && Accelerator is CLAccelerator { Capabilities: { Float16: false } })
            {
                device.Dispose();
                throw new InvalidOperationException(
                    $"'{name}' cannot run in half precision on {device.Accelerator.Name}, which has none: use single precision, Gpu in place of GpuHalf.");
            }

            Storage = storage;
            IsBatchLast = isBatchLast;
            Inputs = inputs;
            Outputs = outputs;
            Kernels = new ValueKernels<T>(Accelerator, storage);
            ChannelKernels = new ChannelKernels<T>(Accelerator, storage);
            _ids = new DeviceMemory<int>?[inputs.Length];
            foreach (var port in ids ?? Array.Empty<int>())
            {
                _ids[port] = Keep(new DeviceMemory<int>(Accelerator, $"An input of '{name}'"));
            }

            _inputs = Memories(inputs.Length, $"An input of '{name}'");
            _outputs = Memories(outputs.Length, $"An output of '{name}'");
            _workspace = Keep(new DeviceMemory<T>(Accelerator, $"'{name}'"));
            Staging = Keep(new DeviceMemory<float>(Accelerator, $"An array of the caller of '{name}'"));
            _workspaceFeatures = workspace;
            _pass = new DevicePass<T>(this);
        }

        public Accelerator Accelerator => _device.Accelerator;

        internal DeviceStorage<T> Storage { get; }

        internal ValueKernels<T> Kernels { get; }

        internal ChannelKernels<T> ChannelKernels { get; }

        internal bool IsBatchLast { get; }

        internal IReadOnlyList<int> Inputs { get; }

        internal IReadOnlyList<int> Outputs { get; }

        /// <summary>Holds the numbers of the caller's arrays on their way.</summary>
        internal DeviceMemory<float> Staging { get; }

        /// <summary>Who has it, runs a pass.</summary>
        internal object Gate { get; } = new();

        /// <summary>A factor of this net.</summary>
        public DeviceFactor<T> Factor(string name, FactorKernel<T> cuda, FactorKernel<T> portable) =>
            Keep(new DeviceFactor<T>(Accelerator, Storage, name, FactorLauncher<T>.Of(Accelerator, cuda, portable)));

        /// <summary>A scale and a shift of each feature.</summary>
        public DeviceAffine Affine(string name, int features) => Keep(new DeviceAffine(Accelerator, name, features));

        /// <summary>A table of learned tokens.</summary>
        public DeviceTable<T> Table(string name, int rows, int features) => Keep(new DeviceTable<T>(Accelerator, Storage, name, rows, features));

        /// <summary>Starts a pass, when that of another thread has ended.</summary>
        /// <param name="batch">Samples.</param>
        /// <param name="stream">Where its work goes; the device's default stream when null.</param>
        /// <exception cref="InvalidOperationException">The model's parameters were edited and not uploaded.</exception>
        public DevicePass<T> Begin(int batch, AcceleratorStream? stream = null)
        {
            var stride = IsBatchLast ? RoundUp(batch, Storage.StrideMultiple) : batch;
            if (batch < 1 || stride > int.MaxValue)
                throw new ArgumentOutOfRangeException(nameof(batch), batch, $"A batch has 1 to {int.MaxValue - Storage.StrideMultiple} samples.");

            Monitor.Enter(Gate);
            try
            {
                ThrowIfDisposed();
                if (_parameters?.Edit is { } edit)
                    throw new InvalidOperationException(
                        $"Since the last Upload(), {edit}: call Upload() after an edit, so that '{_name}' computes with it on the device.");

                Accelerator.Bind();
                stream ??= Accelerator.DefaultStream;
                if (stream.IsDisposed)
                    throw new ObjectDisposedException(nameof(stream), "The stream was closed.");
                if (stream.Accelerator != Accelerator)
                    throw new ArgumentException(
                        $"The stream belongs to {DeviceNames.Apart(stream.Accelerator, Accelerator)}. Create it with the model's: its property Accelerator.",
                        nameof(stream));

                // The pass before may be under way on another stream, in the same memory.
                if (_lastStream is { } last && last != stream && !last.IsDisposed)
                    last.Synchronize();

                _lastStream = stream;
                _pass.Start(batch, (int)stride, stream, _workspace.Take(Math.Max(1, _workspaceFeatures) * stride));
                return _pass;
            }
            catch
            {
                Monitor.Exit(Gate);
                throw;
            }
        }

        /// <summary>Brings parameters to the device, between two passes. After an edit there is no pass until it has succeeded.</summary>
        /// <param name="parameters">The model's, always the same store.</param>
        /// <param name="upload">Reads them.</param>
        public void Upload(ParameterStore parameters, Action<ReadOnlyParameters> upload)
        {
            lock (Gate)
            {
                ThrowIfDisposed();
                Accelerator.Synchronize();
                _parameters ??= new ParameterCopy(parameters);
                _parameters.Take(upload);
            }
        }

        /// <summary>The time of one pass, averaged over some: by the device's clock where it keeps one.</summary>
        /// <param name="batch">Samples.</param>
        /// <param name="repetitions">Passes that are timed, after one that is not.</param>
        /// <param name="run">The pass.</param>
        public TimeSpan Measure(int batch, int repetitions, Action<DevicePass<T>> run)
        {
            if (repetitions < 1)
                throw new ArgumentOutOfRangeException(nameof(repetitions), repetitions, "At least 1 pass is timed.");

            using (var pass = Begin(batch))
            {
                pass.UseOwnPorts();
                run(pass);
                var stream = Accelerator.DefaultStream;
                stream.Synchronize();
                if (!Accelerator.Context.Properties.EnableProfiling)
                {
                    var watch = Stopwatch.StartNew();
                    Repeat(repetitions, run, pass);
                    stream.Synchronize();
                    return watch.Elapsed / repetitions;
                }

                using (var start = stream.AddProfilingMarker())
                {
                    Repeat(repetitions, run, pass);
                    using (var end = stream.AddProfilingMarker())
                    {
                        end.Synchronize();
                        return end.MeasureFrom(start) / repetitions;
                    }
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (Gate)
            {
                if (_isDisposed)
                    return;

                _isDisposed = true;
                if (!_device.IsClosed)
                {
                    Accelerator.Synchronize();
                    foreach (var part in _parts)
                    {
                        part.Dispose();
                    }
                }

                _device.Dispose();
            }
        }

        internal DeviceMemory<T> InputMemory(int port) => _inputs[port];

        /// <summary>Whether an input is whole numbers.</summary>
        internal bool HasIds(int port) => _ids[port] is not null;

        internal DeviceMemory<int> IdMemory(int port) => _ids[port]!;

        internal DeviceMemory<T> OutputMemory(int port) => _outputs[port];

        private static void Repeat(int repetitions, Action<DevicePass<T>> run, DevicePass<T> pass)
        {
            for (var i = 0; i < repetitions; i++)
            {
                run(pass);
            }
        }

        private static long RoundUp(long count, int multiple) => (count + multiple - 1) / multiple * multiple;

        private DeviceMemory<T>[] Memories(int count, string purpose)
        {
            var memories = new DeviceMemory<T>[count];
            for (var i = 0; i < count; i++)
            {
                memories[i] = Keep(new DeviceMemory<T>(Accelerator, purpose));
            }

            return memories;
        }

        private TPart Keep<TPart>(TPart part)
            where TPart : IDisposable
        {
            _parts.Add(part);
            return part;
        }

        private void ThrowIfDisposed()
        {
            if (_isDisposed)
                throw new ObjectDisposedException(_name, $"'{_name}' was taken off the device.");

            _device.ThrowIfClosed(_name);
        }
    }
}
